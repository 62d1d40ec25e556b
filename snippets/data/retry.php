<?php

require_once __DIR__ . '/MessageKey.php';

use BbbErrors\MessageKey;

foreach (['maxParticipantsReached', 'checksumError', 'somethingNew'] as $key) {
    $known = MessageKey::tryFrom($key);
    echo $key, ': ', match (true) {
        $known === null => 'not in the reference',
        $known->retryable() => 'try again later',
        default => 'change the request first, see ' . $known->page(),
    }, "\n";
}

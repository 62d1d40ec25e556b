<?php

// Prints all that MessageKey.php holds, a key on each line, then what it says of keys that it does not hold.

declare(strict_types=1);

require_once __DIR__ . '/MessageKey.php';

use BbbErrors\MessageKey;

foreach (MessageKey::cases() as $key) {
    $parts = [$key->value, $key->kind(), $key->status(), $key->retryable() ? 'true' : 'false', $key->page()];
    echo implode("\t", $parts), "\n";
}
$unknown = array_filter(array_map(MessageKey::tryFrom(...), ['', 'checksumerror', 'constructor']));
echo $unknown === [] && MessageKey::ChecksumError->value === 'checksumError' ? 'none of the others' : 'wrong', "\n";

<?php

// Work on what the receivers have stored: run it every minute, by a timer of systemd or by cron.

declare(strict_types=1);

use BbbReceive\Inbox;

require __DIR__ . '/receive-common.php';

$inbox = new Inbox((string) (getenv('INBOX') ?: sys_get_temp_dir() . '/bbb-inbox'));
$inbox->work(function (array $message): void {
    echo match ($message['kind']) {
        'ended' => "ended: $message[meeting]",
        'recording' => "ready: $message[recording] of $message[meeting]", // ask getRecordings for it now
        'event' => "$message[event] of " . ($message['attributes']['meeting']['external-meeting-id'] ?? 'no meeting'),
    }, "\n";
});

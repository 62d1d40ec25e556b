<?php

// stub: empty

// [start:all]
require __DIR__ . '/BbbApi.php';
require __DIR__ . '/receive-end-callback.php';

$portal = 'https://portal.example.org';
$bbb = BbbApi\Client::fromEnv(timeout: 10);

$bbb->call('create', [
    'meetingID' => 'geometry-1',
    'name' => 'Geometry I',
    'record' => true,
    'meetingEndedURL' => BbbReceive\End\url("$portal/receive-end-callback.php", 'geometry-1', 'a key of your own'),
    'meta_bbb-recording-ready-url' => "$portal/receive-recording-ready.php",
]);
$hook = $bbb->call('hooks/create', ['callbackURL' => "$portal/receive-webhooks.php", 'eventID' => 'meeting-ended']);
echo $hook->returncode, "\n";
// [end:all]

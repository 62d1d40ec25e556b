<?php

// stub: empty

// [start:all]
require __DIR__ . '/BbbApi.php';

$bbb = BbbApi\Client::fromEnv(timeout: 10);

$meeting = $bbb->call('create', [
    'meetingID' => 'geometry-1',
    'name' => 'Geometry I & II',
    'record' => true,
]);
if ($meeting->warning) {
    echo "The meeting was there already; these settings were ignored.\n";
}

$link = $bbb->url('join', [
    'meetingID' => 'geometry-1',
    'fullName' => 'Ada Lovelace',
    'role' => 'MODERATOR',
    'userID' => 'user-17',
    'createTime' => $meeting->get('createTime'),
    'errorRedirectUrl' => 'https://school.example.org/rooms/17',
]);
// In a page: header("Location: $link", true, 303); whoever has the link is that user, so log it nowhere.
echo strtok($link, '?'), "\n";
echo $bbb->call('getMeetingInfo', ['meetingID' => 'geometry-1'])->get('meetingName'), "\n";
// [end:all]

<?php

// [start:fix]
require __DIR__ . '/BbbApi.php';

$form = ['name' => ' ', 'createTime' => '']; // what a user has sent you

$bbb = BbbApi\Client::fromEnv();
$bbb->call('create', ['meetingID' => 'geometry-1', 'name' => 'Geometry I']);
$response = $bbb->call('join', [
    'meetingID' => 'geometry-1',
    'fullName' => trim($form['name']) ?: 'Guest', // always there, never empty
    'role' => 'VIEWER',
    'createTime' => $form['createTime'] ?: null, // null leaves it out; empty, it is HTTP 500
    'redirect' => false,
]);
echo $response->message, "\n";
// [end:fix]

<?php

// stub: fault=html502

// [start:fix]
use BbbApi\Client;
use BbbApi\Response;
use BbbApi\RetryLater;

require __DIR__ . '/BbbApi.php';

/** Make a call that may be repeated; wait longer each time. */
function patiently(Client $bbb, string $call, array $params): Response
{
    foreach ([1, 10, 60] as $pause) {
        try {
            return $bbb->call($call, $params);
        } catch (RetryLater) {
            echo "not there, again in $pause s\n";
            sleep($pause);
        }
    }
    return $bbb->call($call, $params);
}

$bbb = Client::fromEnv();
// A restart forgets all meetings, so create before you join
$response = patiently($bbb, 'create', ['meetingID' => 'geometry-1', 'name' => 'Geometry I']);
echo $response->get('meetingID'), " is there\n";
// [end:fix]

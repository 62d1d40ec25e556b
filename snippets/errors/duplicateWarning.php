<?php

// [start:fix]
use BbbApi\Client;
use BbbApi\Response;

require __DIR__ . '/BbbApi.php';

/** Create a meeting; one that runs with older settings is ended first. */
function createAnew(Client $bbb, string $meetingId, array $settings): Response
{
    $params = ['meetingID' => $meetingId] + $settings;
    $response = $bbb->call('create', $params);
    if ($response->warning) { // the old meeting was kept, and the settings were ignored
        $bbb->call('end', ['meetingID' => $meetingId]);
    }
    for ($tries = 0; $response->warning; $tries++) {
        if ($tries === 20) {
            throw new RuntimeException("$meetingId does not end");
        }
        sleep(1); // end answers before the meeting is gone
        $response = $bbb->call('create', $params);
    }
    return $response;
}

$bbb = Client::fromEnv();
$bbb->call('create', ['meetingID' => 'geometry-1', 'name' => 'Geometry I']);
$response = createAnew($bbb, 'geometry-1', ['name' => 'Geometry, second part']);
echo $response->returncode, ' ', $response->warning ?? 'None', "\n";
echo $bbb->call('getMeetingInfo', ['meetingID' => 'geometry-1'])->get('meetingName'), "\n";
// [end:fix]

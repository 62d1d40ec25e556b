<?php

// stub: fault=truncated

// [start:fix]
use BbbApi\Client;
use BbbApi\Response;
use BbbApi\RetryLater;

require __DIR__ . '/BbbApi.php';

/** Create a meeting; repeat it with the same parameters, for the first one may have worked. */
function create(Client $bbb, array $params): Response
{
    foreach ([1, 5, 20] as $pause) {
        try {
            return $bbb->call('create', $params);
        } catch (RetryLater $error) {
            echo $error->getMessage(), "; again in $pause s\n";
            sleep($pause);
        }
    }
    return $bbb->call('create', $params);
}

$bbb = Client::fromEnv(timeout: 60);
$response = create($bbb, ['meetingID' => 'geometry-1', 'name' => 'Geometry I']);
echo $response->warning ? 'it was there already' : 'created', "\n";
// [end:fix]

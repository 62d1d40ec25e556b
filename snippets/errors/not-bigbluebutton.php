<?php

// stub: fault=not-bbb

// [start:fix]
use BbbApi\BbbException;
use BbbApi\Client;

require __DIR__ . '/BbbApi.php';

$bbb = Client::fromEnv();
try {
    $version = $bbb->call('')->get('apiVersion'); // needs no secret
    echo "BigBlueButton responds, API $version\n";
} catch (BbbException $error) {
    echo 'no BigBlueButton at ', getenv('BBB_URL'), "\n";
    echo 'in its place: ', $error->getMessage(), " (HTTP $error->status)\n";
    echo "compare BBB_URL with what bbb-conf --secret prints on the server\n";
}
// [end:fix]

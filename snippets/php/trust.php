<?php

// [start:all]
require __DIR__ . '/BbbApi.php';

$bbb = BbbApi\Client::fromEnv(timeout: 5, curl: [
    CURLOPT_CAINFO => '/etc/ssl/bbb-ca.pem', // only for a CA of your own
]);
echo $bbb->call('')->get('version'), "\n";
// [end:all]

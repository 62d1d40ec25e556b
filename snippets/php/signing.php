<?php

// [start:all]
require __DIR__ . '/BbbApi.php';

$params = ['name' => 'Algebra & I', 'record' => true, 'muteOnStart' => false, 'logo' => null];

ini_set('arg_separator.output', '&amp;'); // as some php.ini have it
echo http_build_query($params), "\n";
echo http_build_query($params, '', '&', PHP_QUERY_RFC3986), "\n";
echo BbbApi\Client::encode($params), "\n";

// The same by hand: encode once, hash that text, send that text.
$query = 'name=' . rawurlencode('Algebra & I') . '&record=true&muteOnStart=false';
$checksum = hash('sha256', 'create' . $query . 'example-shared-secret');
echo "$query&checksum=$checksum" === BbbApi\Client::sign('create', $params, 'example-shared-secret')
    ? "the same\n" : "different\n";
// [end:all]

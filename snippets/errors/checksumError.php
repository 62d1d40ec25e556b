<?php

// [start:fix]
require __DIR__ . '/BbbApi.php';

$api = preg_replace('~/api$~', '', rtrim(getenv('BBB_URL'), '/')) . '/api';
$secret = trim(getenv('BBB_SECRET')); // a line end would be hashed too

// Encode once, hash call + query + secret, and send that very query.
$query = 'name=' . rawurlencode('Frau Müller: lines & planes') . '&meetingID=geometry-1';
$checksum = hash('sha256', 'create' . $query . $secret);

$curl = curl_init("$api/create?$query&checksum=$checksum"); // no array of parameters: it would be encoded again
curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 10]);
$body = curl_exec($curl);
$response = BbbApi\Client::parse('create', curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $body);
echo $response->returncode, ' ', $response->get('meetingID'), "\n";
// [end:fix]

<?php

// stub: fault=html301

// [start:fix]
require __DIR__ . '/BbbApi.php';

$asked = BbbApi\Client::fromEnv()->url('');
$curl = curl_init($asked);
// Do not follow: a POST may become a GET without its body
curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_FOLLOWLOCATION => false, CURLOPT_TIMEOUT => 30]);
curl_exec($curl);

$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($wanted = curl_getinfo($curl, CURLINFO_REDIRECT_URL)) {
    foreach (['scheme' => PHP_URL_SCHEME, 'host' => PHP_URL_HOST, 'path' => PHP_URL_PATH] as $name => $part) {
        if (parse_url($wanted, $part) !== parse_url($asked, $part)) {
            echo "BBB_URL: $name ", parse_url($wanted, $part), ', not ', parse_url($asked, $part), "\n";
        }
    }
} else {
    echo "no redirect: HTTP $status\n";
}
// [end:fix]

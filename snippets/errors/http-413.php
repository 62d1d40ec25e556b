<?php

// [start:fix]
require __DIR__ . '/BbbApi.php';

const LIMIT = 1_000_000; // bytes; nginx takes 1 MB unless the server's site file says more

$document = new DOMDocument();
$modules = $document->appendChild($document->createElement('modules'));
$presentation = $modules->appendChild($document->createElement('module'));
$presentation->setAttribute('name', 'presentation');
$slides = $presentation->appendChild($document->createElement('document')); // no content
$slides->setAttribute('url', 'https://www.example.com/large.pdf');
$body = $document->saveXML($modules);
if (strlen($body) > LIMIT) {
    throw new LengthException('too large: send a url for each document in place of its content');
}

$bbb = BbbApi\Client::fromEnv();
$bbb->call('create', ['meetingID' => 'geometry-1', 'name' => 'Geometry I']);
$response = $bbb->post('insertDocument', ['meetingID' => 'geometry-1'], $body);
echo strlen($body), " bytes: $response->message\n";
// [end:fix]

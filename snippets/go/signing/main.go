// [start:all]
package main

import (
	"crypto/sha256"
	"fmt"
	"net/url"

	"portal/bbb"
)

func main() {
	const call, secret = "create", "example-shared-secret"

	// url.Values sorts by name and writes + for a space.
	values := url.Values{"name": {"Algebra I"}, "meetingID": {"algebra-1"}}
	fmt.Println(values.Encode())

	// Any of these is right, as long as you hash and send the same text:
	query := values.Encode()
	fmt.Printf("%x\n", sha256.Sum256([]byte(call+query+secret)))

	// The client keeps your order and writes %20, as in the worked example.
	query, err := bbb.Encode(bbb.P("name", "Algebra I"), bbb.P("meetingID", "algebra-1"))
	fmt.Println(query, err)
	fmt.Printf("%x\n", sha256.Sum256([]byte(call+query+secret)))

	// url.PathEscape is for paths. In a query, its & and + mean something else:
	fmt.Println(url.PathEscape("R&D + more"), url.QueryEscape("R&D + more"))
}

// [end:all]

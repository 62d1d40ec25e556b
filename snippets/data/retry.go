package main

import (
	"fmt"

	"example.org/portal/bbberrors"
)

func main() {
	for _, key := range []string{"maxParticipantsReached", "checksumError", "somethingNew"} {
		known, found := bbberrors.Lookup(key)
		switch {
		case !found:
			fmt.Printf("%s: not in the reference\n", key)
		case known.Retryable:
			fmt.Printf("%s: try again later\n", key)
		default:
			fmt.Printf("%s: change the request first, see %s\n", key, known.Page)
		}
	}
}

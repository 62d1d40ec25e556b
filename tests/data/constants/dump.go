// Prints all that messagekey.go holds, a key on each line, then what it says of keys that it does not hold.
package main

import (
	"fmt"

	"example.org/portal/bbberrors"
)

func main() {
	for _, each := range bbberrors.All() {
		if found, ok := bbberrors.Lookup(string(each.Key)); ok && found == each {
			fmt.Printf("%s\t%s\t%s\t%t\t%s\n", each.Key, each.Kind, each.Status, each.Retryable, each.Page)
		}
	}
	for _, key := range []string{"", "checksumerror", "constructor"} {
		if _, found := bbberrors.Lookup(key); found {
			fmt.Println("wrong", key)
		}
	}
	if known, found := bbberrors.Lookup("checksumError"); found && known.Key == bbberrors.KeyChecksumError {
		fmt.Println("none of the others")
	}
}

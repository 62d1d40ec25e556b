// [start:all]
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
)

// joinErrors returns the keys that a failed join puts into the URL of your page.
func joinErrors(r *http.Request) []string {
	var keys []string
	for _, value := range r.URL.Query()["errors"] {
		var found []struct{ Key, Message string }
		if json.Unmarshal([]byte(value), &found) != nil {
			continue // anybody can open your page with any URL
		}
		for _, each := range found {
			keys = append(keys, each.Key)
		}
	}
	return keys
}

func main() {
	page := func(w http.ResponseWriter, r *http.Request) {
		for _, key := range joinErrors(r) {
			switch key {
			case "meetingForciblyEnded":
				fmt.Fprintln(w, "There is no such meeting now.")
			default:
				fmt.Fprintln(w, "This is our mistake. Support has been told.")
			}
		}
	}

	// The browser arrives from the server:
	const encoded = "%5B%7B%22message%22%3A%22It%20has%20ended%22%2C%22key%22%3A%22meetingForciblyEnded%22%7D%5D"
	arrives := httptest.NewRequest("GET", "https://school.example.org/rooms/17?errors="+encoded, nil)
	shown := httptest.NewRecorder()
	page(shown, arrives)
	fmt.Print(shown.Body)
}

// [end:all]

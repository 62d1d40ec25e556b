// stub: empty

// [start:all]
package main

import (
	"context"
	"fmt"
	"log"
	"strings"
	"time"

	"portal/bbb"
)

func main() {
	client, err := bbb.FromEnv(bbb.Options{Timeout: 10 * time.Second})
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background() // in a handler, r.Context()

	meeting, err := client.Call(ctx, "create",
		bbb.P("meetingID", "geometry-1"), bbb.P("name", "Geometry I & II"), bbb.P("record", true))
	if err != nil {
		log.Fatal(err)
	}
	if meeting.Warning() != "" {
		fmt.Println("The meeting was there already; these settings were ignored.")
	}

	link, err := client.URL("join",
		bbb.P("meetingID", "geometry-1"),
		bbb.P("fullName", "Ada Lovelace"),
		bbb.P("role", "MODERATOR"),
		bbb.P("userID", "user-17"),
		bbb.P("createTime", meeting.Get("createTime")),
		bbb.P("errorRedirectUrl", "https://school.example.org/rooms/17"))
	if err != nil {
		log.Fatal(err)
	}
	// In a handler: http.Redirect(w, r, link, http.StatusSeeOther)
	// Whoever has the link is that user, so log it nowhere.
	where, _, _ := strings.Cut(link, "?")
	fmt.Println(where)

	info, err := client.Call(ctx, "getMeetingInfo", bbb.P("meetingID", "geometry-1"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(info.Get("meetingName"))
}

// [end:all]

// stub: empty fault=truncated

// [start:all]
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"portal/bbb"
)

var logger = log.New(os.Stdout, "", 0) // with log.LstdFlags, it writes the time

// once has the calls that might do their work twice.
var once = map[string]bool{"insertDocument": true, "join": true, "putRecordingTextTrack": true, "sendChatMessage": true}

// ask calls until there is a response or no sense in trying again. It logs every failure.
func ask(ctx context.Context, client *bbb.Client, call string, params ...bbb.Param) (*bbb.Response, error) {
	const attempts = 3
	pause := time.Second
	for attempt := 1; ; attempt++ {
		response, err := client.Call(ctx, call, params...)
		var failure *bbb.Error
		if errors.As(err, &failure) {
			logger.Printf("attempt=%d %s call=%s key=%s status=%d page=%s",
				attempt, failure.Kind, failure.Call, failure.Key, failure.Status, failure.Page)
		}
		if !errors.Is(err, bbb.RetryLater) || once[call] || attempt == attempts {
			return response, err
		}
		select {
		case <-time.After(pause):
			pause *= 2
		case <-ctx.Done():
			return nil, err
		}
	}
}

// advice returns what to tell the user.
func advice(err error) string {
	var failure *bbb.Error
	if errors.As(err, &failure) {
		switch failure.Key {
		case "maxParticipantsReached":
			return "The room is full."
		case "notFound", "meetingForciblyEnded":
			return "There is no such meeting now."
		}
	}
	switch {
	case errors.Is(err, bbb.RetryLater):
		return "The conference server is busy. Please try again in a minute."
	case errors.Is(err, bbb.Refused):
		return "The conference server says no."
	}
	return "This is our mistake. Support has been told." // FixRequest, FixSecret, BadResponse, or no bbb.Error at all
}

func main() {
	client, err := bbb.FromEnv(bbb.Options{Timeout: 10 * time.Second})
	if err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second) // for all attempts together
	defer cancel()

	created, err := ask(ctx, client, "create", bbb.P("meetingID", "geometry-1"), bbb.P("name", "Geometry I"))
	if err != nil {
		fmt.Println(advice(err))
		return
	}
	fmt.Println(created.Warning())

	_, err = ask(ctx, client, "getMeetingInfo", bbb.P("meetingID", "geometry-2"))
	if err != nil {
		fmt.Println(advice(err))
	}
}

// [end:all]

// Runs the Go client: a JSON object a line in, one a line out.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"portal/bbb"
)

type request struct {
	Op, Call, Secret, Algorithm, Location, URL, Method string
	Params                                             [][2]any
	Status                                             int
	Body                                               json.RawMessage
	Timeout                                            float64
	Limit                                              int64
	ContentType                                        string `json:"content_type"`
	Read                                               []string
}

type result map[string]any

func main() {
	lines, out := bufio.NewReader(os.Stdin), json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := out.Encode(run(line)); err != nil {
				panic(err)
			}
		}
		if err != nil {
			return
		}
	}
}

func run(line []byte) (answer result) {
	defer func() {
		if problem := recover(); problem != nil {
			answer = result{"crash": fmt.Sprint(problem, "\n", string(debug.Stack()))}
		}
	}()
	var asked request
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber()
	if err := decoder.Decode(&asked); err != nil {
		panic(err)
	}
	switch asked.Op {
	case "sign":
		query, err := bbb.Sign(asked.Call, asked.Secret, asked.Algorithm, params(asked.Params)...)
		if err != nil {
			return failed(err)
		}
		return result{"query": query}
	case "parse":
		return outcome(asked, nil)(bbb.Parse(asked.Call, asked.Status, bytesOf(asked.Body), asked.Location))
	case "client", "call":
		client, err := bbb.New(asked.URL, wrong(asked.Secret), bbb.Options{
			Algorithm: asked.Algorithm, Timeout: duration(asked.Timeout), Limit: asked.Limit,
		})
		if err != nil {
			return failed(err)
		}
		if asked.Op == "client" {
			return result{"ok": result{"shown": shown(client)}}
		}
		return outcome(asked, client)(call(client, asked))
	}
	panic("unknown op " + asked.Op)
}

// duration turns seconds into a duration; 0, which the client takes for its default, becomes a wrong one.
func duration(seconds float64) time.Duration {
	if seconds == 0 {
		return -1
	}
	if seconds > 1e6 {
		return 1e6 * time.Second
	}
	return time.Duration(seconds * float64(time.Second))
}

func call(client *bbb.Client, asked request) (*bbb.Response, error) {
	ctx, sent := context.Background(), params(asked.Params)
	if asked.Method != "POST" {
		return client.Call(ctx, asked.Call, sent...)
	}
	var form [][2]any
	if json.Unmarshal(asked.Body, &form) == nil && len(asked.Body) > 0 {
		return client.PostForm(ctx, asked.Call, sent, params(form))
	}
	return client.Post(ctx, asked.Call, sent, bytesOf(asked.Body), asked.ContentType)
}

func params(pairs [][2]any) []bbb.Param {
	var made []bbb.Param
	for _, pair := range pairs {
		if text, ok := pair[1].(string); ok {
			pair[1] = wrong(text)
		}
		made = append(made, bbb.P(wrong(pair[0].(string)), pair[1]))
	}
	return made
}

// wrong makes wrong UTF-8 of half a character, in whose place encoding/json puts U+FFFD.
func wrong(text string) string { return strings.ReplaceAll(text, "\uFFFD", "\xFF") }

func bytesOf(text json.RawMessage) []byte {
	var body []byte
	if len(text) > 0 {
		if err := json.Unmarshal(text, &body); err != nil {
			panic(err)
		}
	}
	return body
}

func outcome(asked request, client *bbb.Client) func(*bbb.Response, error) result {
	return func(response *bbb.Response, err error) result {
		if err != nil {
			return failed(err)
		}
		values := result{}
		for _, name := range asked.Read {
			values[name] = response.Get(name)
		}
		return result{"ok": result{
			"returncode": response.Returncode, "key": orNull(response.Key), "message": response.Message,
			"status": response.Status, "location": response.Location, "warning": orNull(response.Warning()),
			"values": values, "shown": shown(response) + shown(client),
		}}
	}
}

func failed(err error) result {
	var failure *bbb.Error
	if !errors.As(err, &failure) {
		return result{"settings": err.Error()}
	}
	for _, kind := range []bbb.Kind{bbb.FixRequest, bbb.FixSecret, bbb.RetryLater, bbb.Refused, bbb.BadResponse} {
		if errors.Is(err, kind) != (failure.Kind == kind) {
			panic("errors.Is says something else")
		}
	}
	var status any
	if failure.Status != 0 {
		status = failure.Status
	}
	return result{"error": result{
		"class": failure.Kind, "key": orNull(failure.Key), "message": failure.Message, "call": failure.Call,
		"status": status, "page": failure.Page, "shown": shown(failure),
	}}
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// shown is all that fmt says of a value, alone and in another.
func shown(value any) string {
	var hidden struct{ value any }
	hidden.value = value
	return fmt.Sprintf("%v %+v %#v %s %v %+v %#v", value, value, value, value, hidden, hidden, hidden)
}

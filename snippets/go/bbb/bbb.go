// Package bbb is a small client for the BigBlueButton (BBB) API. Copy this file; it needs Go 1.19 and nothing else.
//
//	client, err := bbb.FromEnv(bbb.Options{}) // reads BBB_URL and BBB_SECRET
//	response, err := client.Call(ctx, "create", bbb.P("meetingID", "algebra-1"), bbb.P("name", "Algebra I"))
//	fmt.Println(response.Get("createTime"), response.Warning())
//
// A call that fails returns an *Error. Its Kind says what the caller can do:
//
//	switch {
//	case errors.Is(err, bbb.FixRequest):  // the request is wrong; sent again, it fails again
//	case errors.Is(err, bbb.FixSecret):   // checksumError, or HTTP 401: not the secret, algorithm or query expected
//	case errors.Is(err, bbb.RetryLater):  // the room is full, or the server down or slow; it may have done the work
//	case errors.Is(err, bbb.Refused):     // the server says no, or what you ask for isn't there; tell the user
//	case errors.Is(err, bbb.BadResponse): // not an API response: a wrong URL or certificate, an error page, …
//	}
//
// Wrong settings, such as an empty secret, are plain errors of New and FromEnv. The secret and checksums stay out of
// errors and of what fmt prints. Each call has a connection of its own and keeps no cookies, so that no response
// changes what happens to the next call. A Client may be used by several goroutines.
package bbb

import (
	"bytes"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"hash"
	"html"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"
)

// DocsURL is where your copy of the error reference is. Without it, the links to its pages are relative.
var DocsURL = os.Getenv("BBB_ERRORS_URL")

var algorithms = map[string]func() hash.Hash{
	"sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
}

// Kind says what the caller can do about an Error. Compare it with errors.Is.
type Kind string

const (
	// FixRequest means that the request is wrong. Sent again as it is, it fails again.
	FixRequest Kind = "FixRequest"
	// FixSecret means that the server expects another checksum: wrong secret or algorithm, or another query was hashed.
	FixSecret Kind = "FixSecret"
	// RetryLater means that the same request may succeed later, or has worked unseen;
	// create then returns duplicateWarning.
	RetryLater Kind = "RetryLater"
	// Refused means that the server says no, or doesn't have the meeting, recording or user. Tell whoever asked.
	Refused Kind = "Refused"
	// BadResponse means that what arrived isn't a response of the API.
	BadResponse Kind = "BadResponse"
)

func (k Kind) Error() string { return string(k) }

// Error is a call that failed. Branch on Kind or Key, never on the text: texts differ between releases.
type Error struct {
	Kind    Kind
	Key     string // the messageKey, or "" if the response has none
	Message string
	Call    string
	Status  int    // the HTTP status, or 0 if no response arrived
	Page    string // the error's page in the reference
	cause   error  // context.Canceled or context.DeadlineExceeded; nothing that may hold a URL
}

func (e *Error) Error() string {
	text := e.Message
	if e.Key != "" {
		text = e.Key + ": " + text
	}
	if e.Call != "" {
		text = e.Call + ": " + text
	}
	if e.Status != 0 {
		text += fmt.Sprintf(" (HTTP %d)", e.Status)
	}
	return text
}

// Is makes errors.Is(err, RetryLater) and the like work.
func (e *Error) Is(target error) bool {
	kind, ok := target.(Kind)
	return ok && kind == e.Kind
}

// Unwrap returns context.Canceled or context.DeadlineExceeded if that is what ended the call.
func (e *Error) Unwrap() error { return e.cause }

var noSlug = regexp.MustCompile(`[^A-Za-z0-9_-]`)

// failure builds an Error. Without a key, page is the name of the error's page.
func failure(kind Kind, message, key, call string, status int, page string) *Error {
	if key != "" {
		page = key
	}
	link := "errors/"
	if page != "" {
		link += noSlug.ReplaceAllString(page, "-") + "/"
	}
	if DocsURL != "" {
		link = strings.TrimRight(DocsURL, "/") + "/" + link
	}
	return &Error{Kind: kind, Key: key, Message: message, Call: call, Status: status, Page: link}
}

// What a key asks the caller to do. Other keys, and responses without one, are Refused.
var kinds = []struct {
	key  string
	kind Kind
}{
	// [keys] written by `make generate` from the catalog
	{"b3scale_server_error", FixRequest},
	{"b3scaleGatewayError", RetryLater},
	{"checksumError", FixSecret},
	{"clientError", FixRequest},
	{"configXMLChecksumError", FixSecret},
	{"configXMLError", FixRequest},
	{"createHookError", FixRequest},
	{"destroyHookError", RetryLater},
	{"emptyError", FixRequest},
	{"fullNameTooLong", FixRequest},
	{"idNotUnique", FixRequest},
	{"internalError", RetryLater},
	{"invalidFormat", FixRequest},
	{"invalidKind", FixRequest},
	{"invalidLang", FixRequest},
	{"invalidPassword", FixRequest},
	{"invalidPresentationUrl", FixRequest},
	{"malformedXml", FixRequest},
	{"maxParticipantsReached", RetryLater},
	{"meetingPoolReached", RetryLater},
	{"missingParamCallbackURL", FixRequest},
	{"missingParameterMeetingID", FixRequest},
	{"missingParameterName", FixRequest},
	{"missingParameterPublish", FixRequest},
	{"missingParameterRecordID", FixRequest},
	{"missingParameters", FixRequest},
	{"missingParamFullName", FixRequest},
	{"missingParamHookID", FixRequest},
	{"missingParamMeetingID", FixRequest},
	{"missingParamMessage", FixRequest},
	{"missingParamPublish", FixRequest},
	{"missingParamRecordID", FixRequest},
	{"noInstanceFound", RetryLater},
	{"nonUniqueVoiceBridge", FixRequest},
	{"noResponse", RetryLater},
	{"nullError", FixRequest},
	{"paramError", FixRequest},
	{"Params required", FixRequest},
	{"parentMeetingIDMissing", FixRequest},
	{"parentMeetingIdMissing", FixRequest},
	{"pollXMLChecksumError", FixSecret},
	{"sameServer", FixRequest},
	{"serverTagUnavailable", RetryLater},
	{"serverUnavailable", RetryLater},
	{"sizeError", FixRequest},
	{"tenantNotFound", FixRequest},
	{"unsupportedContentType", FixRequest},
	{"unsupportedRequest", FixRequest},
	{"upload_text_track_failed", RetryLater},
	{"userPoolReached", RetryLater},
	{"validationError", FixRequest},
	// [/keys]
}

func kindOf(key string, status int) Kind {
	for _, each := range kinds {
		if each.key == key {
			return each.kind
		}
	}
	if status >= 500 {
		return RetryLater
	}
	return Refused
}

// Param is a parameter of a call.
type Param struct {
	Name string
	// A bool is sent as true or false, a []byte as its text, a number in digits, and a pointer as what it points to;
	// nil, also as a pointer, is not sent. The rest is sent as fmt.Sprint shows it.
	Value any
}

// P returns a parameter.
func P(name string, value any) Param { return Param{Name: name, Value: value} }

// Encode percent-encodes parameters, each value once and in the order given.
func Encode(params ...Param) (string, error) {
	var pairs []string
	for _, param := range params {
		text, given := textOf(param.Value)
		if !given {
			continue
		}
		if !utf8.ValidString(param.Name) || !utf8.ValidString(text) {
			return "", failure(FixRequest, "a parameter isn't valid UTF-8", "", "", 0, "")
		}
		pairs = append(pairs, escape(param.Name)+"="+escape(text))
	}
	return strings.Join(pairs, "&"), nil
}

// textOf returns what a value is sent as, and whether there is one.
func textOf(value any) (string, bool) {
	at := reflect.ValueOf(value)
	if !at.IsValid() || at.Kind() == reflect.Pointer && at.IsNil() {
		return "", false
	}
	switch value := value.(type) {
	case error:
		return value.Error(), true
	case fmt.Stringer:
		return value.String(), true
	case []byte:
		return string(value), true
	}
	switch at.Kind() {
	case reflect.Pointer:
		return textOf(at.Elem().Interface())
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(at.Float(), 'f', -1, at.Type().Bits()), true
	}
	return fmt.Sprint(value), true
}

// escape encodes a space as %20, because + is a space only in a query.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// Sign returns a call's query string with its checksum. Send it as it is: another encoding breaks the checksum.
func Sign(call, secret, algorithm string, params ...Param) (string, error) {
	made, ok := algorithms[algorithm]
	if !ok {
		return "", errors.New("unknown algorithm; use one of sha1, sha256, sha384, sha512")
	}
	query, err := Encode(params...)
	if err != nil {
		return "", err
	}
	sum := made()
	io.WriteString(sum, call+query+secret)
	checksum := "checksum=" + hex.EncodeToString(sum.Sum(nil))
	if query == "" {
		return checksum, nil
	}
	return query + "&" + checksum, nil
}

// Response is a response, whatever form it came in. Calls return only those with the returncode SUCCESS, and no HTTP error.
type Response struct {
	Call       string
	Status     int
	Returncode string
	Key        string // the messageKey, or ""
	Message    string
	XML        *Element       // the element response; empty if the response isn't XML
	JSON       map[string]any // the members of response, numbers as json.Number; nil if the response isn't JSON
	// Location is where join sends the browser, by http or https. The host is the server's word; it gets the session
	// token. From a load balancer it is join of a server behind it, which then responds to the browser itself.
	Location string
}

// Warning returns the key if it matters in spite of SUCCESS: duplicateWarning means that your settings were ignored.
func (r *Response) Warning() string {
	if r.Key == "duplicateWarning" {
		return r.Key
	}
	return ""
}

// Get returns the text of an element or a member, such as meetingID or a/b, or "". For what is nested, see XML and
// JSON.
func (r *Response) Get(name string) string {
	switch value := r.JSON[name].(type) {
	case string:
		return value
	case json.Number, bool:
		return fmt.Sprint(value)
	}
	return r.XML.Get(name)
}

// Format shows neither the location, which has a session token, nor the parsed document.
func (r Response) Format(state fmt.State, _ rune) {
	fmt.Fprintf(state, "bbb.Response{%q %d %s %q %q}", r.Call, r.Status, r.Returncode, r.Key, r.Message)
}

// Element is an element of XML.
type Element struct {
	Name     string
	Attr     map[string]string
	Text     string // what stands before the first child
	Children []*Element
	text     []byte // while it is read
}

// All returns the elements at a path of names, such as meetings/meeting.
func (e *Element) All(path string) []*Element {
	if e == nil {
		return nil
	}
	name, rest, nested := strings.Cut(path, "/")
	var found []*Element
	for _, child := range e.Children {
		if child.Name != name {
			continue
		}
		if nested {
			found = append(found, child.All(rest)...)
		} else {
			found = append(found, child)
		}
	}
	return found
}

// Get returns the text of the first element at a path of names, or "".
func (e *Element) Get(path string) string {
	if found := e.All(path); len(found) > 0 {
		return found[0].Text
	}
	return ""
}

// Parse reads a response in any form of the API. Unless it is SUCCESS, what it stands for is the error.
func Parse(call string, status int, body []byte, location string) (*Response, error) {
	return parse(call, status, body, location, mask{})
}

func parse(call string, status int, body []byte, location string, sent mask) (*Response, error) {
	read := func() (*Response, error) { return readBody(call, status, body, sent) }
	if 300 <= status && status < 400 {
		read = func() (*Response, error) { return readRedirect(call, status, location, sent) }
	}
	response, err := read()
	if err != nil {
		return nil, err
	}
	if response.Returncode != "SUCCESS" {
		message := response.Message
		if message == "" {
			message = "no reason given"
		}
		return nil, failure(kindOf(response.Key, status), message, response.Key, call, status, "")
	}
	if status < 200 || status >= 400 {
		return nil, ofStatus(call, status, "the body says SUCCESS, and the HTTP status doesn't")
	}
	if call != "" && response.Get("apiVersion") != "" { // what a wrong method gets; only the call "" asks for the version
		const another = "nothing was done: the call wants another method"
		return nil, failure(FixRequest, another, "", call, status, "wrong-http-method")
	}
	return response, nil
}

// Absolute URLs without user and password, of printable ASCII but for \, which browsers take for a slash.
const host = `(?i)^https?://(?:[a-z0-9][\w.-]*|\[[0-9a-f:.]+\])(?::\d{1,5})?`

var (
	joined       = regexp.MustCompile(host + `(?:[/?][!"$-\[\]-~]*[?&]|\?)sessionToken=[!-\[\]-~]+$`)
	passedOn     = regexp.MustCompile(host + `/[!"$->@-\[\]-~]*/join\?[!"$-\[\]-~]*\bchecksum=(\w+)$`)
	errorsInside = regexp.MustCompile(`[?&]errors=([^&#]*)`)
)

func readRedirect(call string, status int, location string, sent mask) (*Response, error) {
	found := errorsInside.FindAllStringSubmatch(location, -1)
	for at := len(found) - 1; at >= 0; at-- {
		list, _ := readJSON([]byte(unescape(found[at][1]))).([]any)
		if len(list) == 0 {
			continue
		}
		first, _ := list[0].(map[string]any)
		key, hasKey := first["key"].(string)
		message, hasMessage := first["message"].(string)
		if hasKey && hasMessage {
			key, message = sent.line(key), sent.line(message)
			return &Response{Call: call, Status: status, Returncode: "FAILED", Key: key, Message: message}, nil
		}
	}
	isASCII := strings.IndexFunc(location, func(letter rune) bool { return letter > unicode.MaxASCII }) < 0
	if call == "join" && isASCII && (joined.MatchString(location) || isPassedOn(status, location, sent)) {
		return &Response{Call: call, Status: status, Returncode: "SUCCESS", Location: location}, nil
	}
	const moved = "redirected elsewhere: check the base URL, https too"
	return nil, failure(BadResponse, moved, "", call, status, "http-301-redirect")
}

// isPassedOn tells whether a load balancer sends the browser to a server, for which it has signed the request anew.
func isPassedOn(status int, location string, sent mask) bool {
	found := passedOn.FindStringSubmatch(location)
	return (status == 302 || status == 307) && found != nil && found[1] != sent.checksum
}

var escaped = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

// unescape decodes a value of a query; unlike url.QueryUnescape, it leaves a % that stands alone as it is.
func unescape(text string) string {
	text = escaped.ReplaceAllStringFunc(strings.ReplaceAll(text, "+", " "), func(digits string) string {
		number, _ := strconv.ParseUint(digits[1:], 16, 8)
		return string([]byte{byte(number)})
	})
	return strings.ToValidUTF8(text, "\uFFFD")
}

func readBody(call string, status int, body []byte, sent mask) (*Response, error) {
	response := &Response{Call: call, Status: status}
	var code, key, message string
	members, _ := readJSON(body).(map[string]any)
	if inner, ok := members["response"]; ok {
		members, _ = inner.(map[string]any)
	}
	if _, ok := members["returncode"].(string); ok {
		response.JSON = members
		code, _ = members["returncode"].(string)
		key, _ = members["messageKey"].(string)
		message, _ = members["message"].(string)
	} else {
		response.XML = readXML(body)
		if response.XML == nil {
			return nil, notAnAPIResponse(call, status, body, sent)
		}
		code = response.XML.Get("returncode")
		key = either(response.XML.Get("messageKey"), response.XML.Get("errors/error/key"))
		message = either(response.XML.Get("message"), response.XML.Get("errors/error/message"))
	}
	response.Returncode, response.Key, response.Message = sent.line(code), sent.line(key), sent.line(message)
	return response, nil
}

func either(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

// readJSON returns a value of JSON, or nil if this is none.
func readJSON(text []byte) any {
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if !utf8.Valid(text) { // the decoder would put other letters in
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil || decoder.Decode(new(any)) != io.EOF {
		return nil
	}
	return value
}

// How a response in XML begins. So no document type comes before it.
var opening = regexp.MustCompile(`^(?:<\?xml[^<>]*\?>)?\s*<response[\s/>]`)

const maxDepth = 256 // of elements in elements

// readXML returns the element response if this is a response in XML.
func readXML(body []byte) *Element {
	body = bytes.TrimPrefix(bytes.TrimLeft(body, "\t\n\v\f\r "), []byte("\uFEFF"))
	if !opening.Match(body) {
		return nil
	}
	root := readElements(xml.NewDecoder(bytes.NewReader(body)))
	if root == nil || root.Name != "response" || root.Get("returncode") == "" {
		return nil
	}
	return root
}

// readElements builds the tree. The decoder is strict and knows no entities but the five of XML itself.
func readElements(decoder *xml.Decoder) *Element {
	above := []*Element{{}}
	for {
		token, err := decoder.Token()
		if err == io.EOF && len(above) == 1 && len(above[0].Children) == 1 {
			return above[0].Children[0]
		}
		if err != nil {
			return nil
		}
		last := above[len(above)-1]
		switch token := token.(type) {
		case xml.StartElement:
			child := &Element{Name: fullName(token.Name), Attr: map[string]string{}}
			for _, attr := range token.Attr {
				child.Attr[fullName(attr.Name)] = attr.Value
			}
			last.Children = append(last.Children, child)
			above = append(above, child)
			if len(child.Attr) < len(token.Attr) || len(above) > maxDepth+1 || len(above[0].Children) > 1 {
				return nil
			}
		case xml.EndElement:
			last.Text, last.text = string(last.text), nil
			above = above[:len(above)-1]
		case xml.CharData:
			if len(above) == 1 && len(bytes.TrimSpace(token)) > 0 {
				return nil
			}
			if len(last.Children) == 0 {
				last.text = append(last.text, token...)
			}
		case xml.Directive: // a document type
			return nil
		}
	}
}

func fullName(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return "{" + name.Space + "}" + name.Local
}

var (
	pages = map[int]bool{
		400: true, 401: true, 403: true, 404: true, 405: true, 408: true, 413: true, 414: true, 415: true, 429: true,
		500: true, 502: true, 503: true, 504: true,
	}
	statuses = map[int]Kind{
		401: FixSecret,
		405: FixRequest, 413: FixRequest, 414: FixRequest, 415: FixRequest,
		408: RetryLater, 429: RetryLater, 502: RetryLater, 503: RetryLater, 504: RetryLater,
	}
	tags = regexp.MustCompile(`(?s)<[^>]*>`)
)

func ofStatus(call string, status int, text string) error {
	kind, ok := statuses[status]
	if !ok {
		kind = BadResponse
	}
	page := ""
	if pages[status] {
		page = fmt.Sprint("http-", status)
	} else if status < 300 {
		page = "not-bigbluebutton"
	}
	return failure(kind, text, "", call, status, page)
}

func notAnAPIResponse(call string, status int, body []byte, sent mask) error {
	text := "not an API response, but an empty body"
	beginning := strings.ToValidUTF8(string(body[:min(len(body), 500)]), "\uFFFD")
	if words := start(sent.line(tags.ReplaceAllString(beginning, " ")), 100); words != "" {
		text = "not an API response, but " + quote(words)
	}
	return ofStatus(call, status, text)
}

// quote puts a text between single quotes, or double ones if it holds a single quote.
func quote(text string) string {
	text = strings.ReplaceAll(text, `\`, `\\`)
	if strings.Contains(text, "'") && !strings.Contains(text, `"`) {
		return `"` + text + `"`
	}
	return "'" + strings.ReplaceAll(text, "'", `\'`) + "'"
}

// start returns the first letters of a text.
func start(text string, count int) string {
	for at := range text {
		if count == 0 {
			return text[:at]
		}
		count--
	}
	return text
}

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}

// mask hides what a server may repeat of the call under way.
type mask struct{ checksum, secret string }

const spaces = "\t\n\v\f\r\x1c\x1d\x1e\x1f "

// line makes a server's text fit for a log: one line, no control characters, no checksum, not endless.
func (m mask) line(text string) string {
	blank := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(spaces, r) }
	text = strings.Join(strings.FieldsFunc(start(text, 2000), blank), " ")
	return m.hide(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, text))
}

var (
	named     = regexp.MustCompile(`(?i)(checksum(?:=|%(?:25)*3D))[\pL\pN_]+`)
	hexDigits = regexp.MustCompile(`(?i)(?:[0-9a-f]|%(?:25)*(?:3\d|[46][1-6])){8,}`) // as they are, or percent-encoded
	nested    = regexp.MustCompile(`%(?:25)+`)
	written   = regexp.MustCompile(`(?i)(?:[\\%]u(?:0{6}|00|\{0*)|\\x|=|%)([0-9a-f]{2})\}?`)
	packed    = regexp.MustCompile(`[A-Za-z0-9+/_-]{16,}`) // what may be base64
	noDigits  = regexp.MustCompile(`[^0-9a-f]+`)
	noLetters = regexp.MustCompile(`[^\pL\pN]+`)
	toBase64  = strings.NewReplacer("-", "+", "_", "/")
)

// hide masks what is called a checksum, and every run of digits that is the checksum of this call or a part of it.
// Of a text that still holds it, or the secret, nothing is left.
func (m mask) hide(text string) string {
	text = named.ReplaceAllString(text, "${1}***")
	if m.checksum != "" {
		text = hexDigits.ReplaceAllStringFunc(text, func(digits string) string {
			plain := strings.ToLower(unescape(nested.ReplaceAllString(digits, "%")))
			if strings.Contains(m.checksum, plain) || strings.Contains(plain, m.checksum) {
				return "***"
			}
			return digits
		})
	}
	if len(m.secret) >= 8 { // the server has it, too
		text = strings.ReplaceAll(text, m.secret, "***")
	}
	if m.in(text) {
		return "***"
	}
	return text
}

// in tells whether a text holds the secret, or a part of the checksum, however its letters are written or parted.
func (m mask) in(text string) bool {
	for i := 0; i < 3; i++ {
		text = written.ReplaceAllStringFunc(html.UnescapeString(text), func(letter string) string {
			letter = strings.TrimSuffix(letter, "}")
			number, _ := strconv.ParseUint(letter[len(letter)-2:], 16, 8)
			return string(rune(number))
		})
	}
	text = strings.Map(func(r rune) rune {
		if '\uFF01' <= r && r <= '\uFF5E' { // wide letters
			return r - 0xFEE0
		}
		return r
	}, text)
	secretLetters := noLetters.ReplaceAllString(strings.ToLower(m.secret), "")
	for _, each := range append(unpacked(text), text, backwards(text)) {
		low := strings.ToLower(each)
		digits := noDigits.ReplaceAllString(low, "")
		for at := 0; at+16 <= len(m.checksum); at++ {
			part := m.checksum[at : at+16]
			if strings.Contains(digits, part) || strings.Contains(digits, hex.EncodeToString([]byte(part))) {
				return true
			}
		}
		if len(m.secret) < 8 {
			continue
		}
		if strings.Contains(low, strings.ToLower(m.secret)) || strings.Contains(digits, hex.EncodeToString([]byte(m.secret))) {
			return true
		}
		if len(secretLetters) >= 8 && strings.Contains(noLetters.ReplaceAllString(low, ""), secretLetters) {
			return true
		}
	}
	return false
}

func backwards(text string) string {
	letters := []rune(text)
	for i, j := 0, len(letters)-1; i < j; i, j = i+1, j-1 {
		letters[i], letters[j] = letters[j], letters[i]
	}
	return string(letters)
}

// unpacked returns what a text may hold in base64, from whichever letter it begins: as letters, and as hex digits.
func unpacked(text string) []string {
	var found []string
	for _, letters := range packed.FindAllString(text, -1) {
		letters = toBase64.Replace(letters)
		for at := 0; at < 4; at++ {
			data, _ := base64.RawStdEncoding.DecodeString(letters[at:]) // with what comes before a letter too many
			found = append(found, string(data), hex.EncodeToString(data))
		}
	}
	return found
}

// Options of a Client. The zero value of each is its default.
type Options struct {
	Algorithm string         // sha1, sha256, sha384 or sha512; by default sha256
	Timeout   time.Duration  // for the whole of a call, from the name lookup to the last byte; by default 30 s
	Limit     int64          // in bytes, for the body of a response; by default 10,000,000
	RootCAs   *x509.CertPool // by default those of the system, or of the file in SSL_CERT_FILE
}

// Client calls the API of one server. Make it with New or FromEnv.
type Client struct {
	api       string
	sign      func(call string, params []Param) (query, secret string, err error) // fmt can't look into a function
	timeout   time.Duration
	limit     int64
	transport *http.Transport
}

var (
	address  = regexp.MustCompile(`^(https?://[^/?#@\s]+)(/[^?#\s]*)?$`)
	callName = regexp.MustCompile(`^(hooks/)?[A-Za-z]*$`)
)

const maxURL = 65_536 // bytes; no server takes more

// FromEnv takes URL and secret from BBB_URL and BBB_SECRET.
func FromEnv(options Options) (*Client, error) {
	return New(os.Getenv("BBB_URL"), os.Getenv("BBB_SECRET"), options)
}

// New takes the URL with or without /bigbluebutton/api, and the secret with or without spaces around it.
func New(baseURL, secret string, options Options) (*Client, error) {
	secret = strings.TrimSpace(secret)
	parts := address.FindStringSubmatch(strings.TrimSpace(baseURL))
	if parts == nil {
		return nil, errors.New("the URL is empty or not like https://bbb.example.org/bigbluebutton/; set BBB_URL")
	}
	path := strings.TrimRight(parts[2], "/")
	if path == "" {
		path = "/bigbluebutton"
	}
	api := parts[1] + strings.TrimSuffix(path, "/api") + "/api"
	known, err := url.Parse(api)
	if err != nil || !possible(known) {
		return nil, errors.New("the URL has a host or a port that cannot be; set BBB_URL")
	}
	unseen := func(r rune) bool { return !unicode.IsPrint(r) }
	if secret == "" || !utf8.ValidString(secret) || strings.IndexFunc(secret, unseen) >= 0 {
		return nil, errors.New("the secret is empty or holds invisible characters; set BBB_SECRET")
	}
	if options.Algorithm == "" {
		options.Algorithm = "sha256"
	}
	if options.Timeout == 0 {
		options.Timeout = 30 * time.Second
	}
	if options.Limit == 0 {
		options.Limit = 10_000_000
	}
	if options.Limit < 0 {
		return nil, errors.New("the limit is not a number of bytes")
	}
	if options.Limit == math.MaxInt64 {
		options.Limit-- // one byte more is read
	}
	if options.Timeout < 0 || options.Timeout > 24*time.Hour {
		return nil, errors.New("the timeout is not between 0 and 86,400 seconds")
	}
	if _, err := Sign("", secret, options.Algorithm); err != nil {
		return nil, err
	}
	if _, err := http.ProxyFromEnvironment(&http.Request{URL: known}); err != nil {
		return nil, errors.New("the proxy cannot be used; correct HTTP_PROXY, HTTPS_PROXY or NO_PROXY")
	}
	return &Client{
		api: api,
		sign: func(call string, params []Param) (string, string, error) {
			query, err := Sign(call, secret, options.Algorithm, params...)
			return query, secret, err
		},
		timeout: options.Timeout,
		limit:   options.Limit,
		transport: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            dial,
			TLSClientConfig:        &tls.Config{RootCAs: options.RootCAs},
			TLSHandshakeTimeout:    options.Timeout,
			DisableKeepAlives:      true, // a connection for each call, on which no earlier response has left anything
			DisableCompression:     true, // or a small response could unfold into a huge one
			MaxResponseHeaderBytes: 100_000,
		},
	}, nil
}

func possible(address *url.URL) bool {
	name, port := address.Hostname(), address.Port()
	if number, err := strconv.Atoi(port); port != "" && (err != nil || number < 1 || number > 65_535) {
		return false
	}
	if strings.Contains(name, ":") {
		return net.ParseIP(name) != nil
	}
	for _, label := range strings.Split(strings.TrimSuffix(name, "."), ".") {
		foreign := strings.IndexFunc(label, func(r rune) bool { return r > unicode.MaxASCII }) >= 0
		if label == "" || len(label) > 63 || (foreign && strings.HasPrefix(label, "xn--")) {
			return false
		}
	}
	return true
}

// Format shows the URL only.
func (c Client) Format(state fmt.State, _ rune) { fmt.Fprintf(state, "bbb.Client(%q)", c.api) }

// Call calls by GET. The call "" asks for the version.
func (c *Client) Call(ctx context.Context, call string, params ...Param) (*Response, error) {
	return c.send(ctx, http.MethodGet, call, params, nil, "")
}

// Post calls by POST. Only params, which go into the URL, are signed; the body isn't.
func (c *Client) Post(
	ctx context.Context, call string, params []Param, body []byte, contentType string,
) (*Response, error) {
	return c.send(ctx, http.MethodPost, call, params, body, contentType)
}

// PostForm calls by POST with a form as body. Only params, which go into the URL, are signed.
func (c *Client) PostForm(ctx context.Context, call string, params, form []Param) (*Response, error) {
	body, err := Encode(form...)
	if err != nil {
		return nil, err
	}
	return c.send(ctx, http.MethodPost, call, params, []byte(body), "application/x-www-form-urlencoded")
}

// URL returns the signed URL of a call, such as the link a user joins by. Whoever has it can use it.
func (c *Client) URL(call string, params ...Param) (string, error) {
	signed, _, err := c.signed(call, params)
	return signed, err
}

func (c *Client) signed(call string, params []Param) (string, mask, error) {
	if c.sign == nil {
		return "", mask{}, errors.New("the client has no settings; make it by New or FromEnv")
	}
	if !callName.MatchString(call) {
		return "", mask{}, failure(FixRequest, "the name of a call has letters only, after hooks/ too", "", "", 0, "")
	}
	query, secret, err := c.sign(call, params)
	if err != nil {
		return "", mask{}, err
	}
	_, checksum, _ := strings.Cut(query[strings.LastIndex(query, "checksum="):], "=")
	return strings.TrimRight(c.api+"/"+call, "/") + "?" + query, mask{checksum, secret}, nil
}

func (c *Client) send(
	ctx context.Context, method, call string, params []Param, body []byte, contentType string,
) (*Response, error) {
	signed, sent, err := c.signed(call, params)
	if err != nil {
		return nil, err
	}
	if len(signed) > maxURL {
		return nil, failure(FixRequest, "the URL is too long; send parameters in a form body", "", call, 0, "")
	}
	odd := func(r rune) bool { return r > unicode.MaxASCII || unicode.IsControl(r) }
	if strings.IndexFunc(contentType, odd) >= 0 {
		return nil, failure(FixRequest, "nothing was sent: a header, such as the content type, breaks HTTP", "", call, 0, "")
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	var progress progress
	traced := httptrace.WithClientTrace(ctx, progress.trace())
	request, err := http.NewRequestWithContext(traced, method, signed, bytes.NewReader(body))
	if err != nil {
		return nil, failure(FixRequest, "nothing was sent: the URL cannot be encoded", "", call, 0, "")
	}
	request.Header.Set("Accept-Encoding", "identity")
	if len(body) > 0 {
		request.Header.Set("Content-Type", contentType)
	}
	// Not by an http.Client: it would read the cookies and follow the redirects, and fail if it can't.
	response, err := c.transport.RoundTrip(request)
	if err != nil {
		return nil, noResponse(ctx, call, err, &progress, sent)
	}
	defer response.Body.Close()
	progress.headers.Store(true)
	encoding := strings.Join(response.Header.Values("Content-Encoding"), ", ")
	if encoding != "" && !strings.EqualFold(encoding, "identity") {
		return nil, failure(BadResponse, "an encoding nobody asked for", "", call, response.StatusCode, "")
	}
	var arrived []byte
	if response.StatusCode != http.StatusSwitchingProtocols { // what follows that isn't HTTP, and has no deadline
		arrived, err = io.ReadAll(io.LimitReader(response.Body, c.limit+1))
	}
	if err != nil {
		return nil, noResponse(ctx, call, err, &progress, sent)
	}
	if int64(len(arrived)) > c.limit {
		return nil, failure(BadResponse, fmt.Sprintf("more than %d bytes", c.limit), "", call, response.StatusCode, "")
	}
	return parse(call, response.StatusCode, arrived, strings.Join(response.Header.Values("Location"), ", "), sent)
}

// listener reads nothing before something is written: net/http would log what a server says unasked, as SSH does.
type listener struct {
	net.Conn
	once  sync.Once
	spoke chan struct{} // closed by the first write, or by Close
}

func dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &listener{Conn: conn, spoke: make(chan struct{})}, nil
}

func (l *listener) speak() { l.once.Do(func() { close(l.spoke) }) }

func (l *listener) Read(data []byte) (int, error) {
	<-l.spoke
	return l.Conn.Read(data)
}

func (l *listener) Write(data []byte) (int, error) {
	l.speak()
	return l.Conn.Write(data)
}

func (l *listener) Close() error {
	l.speak()
	return l.Conn.Close()
}

// progress is how far a call has come. A dial that goes on after the end of the call may still write to it.
type progress struct{ connected, handshake, ready, headers atomic.Bool }

func (p *progress) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		ConnectDone: func(_, _ string, err error) {
			if err == nil {
				p.connected.Store(true)
			}
		},
		TLSHandshakeStart: func() { p.handshake.Store(true) },
		GotConn:           func(httptrace.GotConnInfo) { p.ready.Store(true) },
	}
}

// noResponse says what a failure of net/http means. From the moment the request is sent, the text of the failure may
// hold what the server sent, so it isn't kept.
func noResponse(ctx context.Context, call string, err error, progress *progress, sent mask) error {
	if cause := ctx.Err(); cause == context.Canceled {
		canceled := failure(RetryLater, "the call was canceled", "", call, 0, "")
		canceled.cause = cause
		return canceled
	}
	kind, page := failedConnection(err, progress)
	if ctx.Err() != nil || page == "time-out" {
		late := failure(RetryLater, "no response in time", "", call, 0, "time-out")
		late.cause = context.DeadlineExceeded
		return late
	}
	message := "no response, the connection failed"
	if !progress.ready.Load() {
		message += " (" + sent.line(err.Error()) + ")"
	}
	return failure(kind, message, "", call, 0, page)
}

// What net/http says of failures that have no type, and their pages. It joins some of them to others as text.
var sayings = []struct {
	kind       Kind
	text, page string
}{
	{RetryLater, "connection reset by peer", "reset"},
	{RetryLater, "server closed idle connection", "empty"},
	{RetryLater, "EOF", "empty"},
	{BadResponse, "protocol version not supported", "tls-version"},
	{BadResponse, "server selected unsupported protocol version", "tls-version"},
	{BadResponse, "malformed HTTP response", "no-http"},
	{BadResponse, "malformed HTTP version", "no-http"},
	{BadResponse, "malformed HTTP status code", "no-http"},
}

// failedConnection returns kind and page for a connection that failed; no page if that doesn't tell.
func failedConnection(err error, progress *progress) (Kind, string) {
	var (
		lookup      *net.DNSError
		slow        net.Error
		certificate x509.CertificateInvalidError
		name        x509.HostnameError
		issuer      x509.UnknownAuthorityError
		roots       x509.SystemRootsError
		record      tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return BadResponse, "dns"
	case errors.As(err, &lookup):
		return RetryLater, "dns"
	case errors.As(err, &slow) && slow.Timeout():
		return RetryLater, "time-out"
	case errors.Is(err, syscall.ECONNREFUSED):
		return RetryLater, "refused"
	case errors.Is(err, syscall.ECONNRESET):
		return RetryLater, "reset"
	case errors.As(err, &certificate) && certificate.Reason == x509.Expired:
		return BadResponse, "tls-expired"
	case errors.As(err, &name):
		return BadResponse, "tls-name"
	case errors.As(err, &certificate), errors.As(err, &issuer), errors.As(err, &roots):
		return BadResponse, "tls-chain"
	case errors.As(err, &record):
		return BadResponse, "tls-to-plain"
	case progress.headers.Load() && errors.Is(err, io.ErrUnexpectedEOF):
		return RetryLater, "cut"
	}
	for _, saying := range sayings {
		if strings.Contains(err.Error(), saying.text) {
			return saying.kind, saying.page
		}
	}
	if progress.connected.Load() && !progress.handshake.Load() && !progress.ready.Load() {
		return BadResponse, "proxy" // it was reached, and made no tunnel to the server
	}
	return RetryLater, ""
}

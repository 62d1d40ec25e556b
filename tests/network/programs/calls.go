// What net/http, encoding/xml and encoding/json say; in and out as in calls.py.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strings"
	"time"
)

type task struct {
	ID, URL string
	Seconds float64
	Proxy   string
	Parser  string
	CA      string
}

type named struct {
	XMLName    xml.Name `xml:"response"`
	Returncode string   `xml:"returncode"`
}

type unnamed struct {
	Returncode string `xml:"returncode"`
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func get(pool *x509.CertPool, t task) (int, []byte, error) {
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, DisableKeepAlives: true}
	if t.Proxy != "" {
		proxy, err := url.Parse(t.Proxy)
		must(err)
		transport.Proxy = http.ProxyURL(proxy)
	}
	client := http.Client{Transport: transport, Timeout: time.Duration(t.Seconds * float64(time.Second))}
	response, err := client.Get(t.URL)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, body, err
}

func main() {
	var given struct {
		CA    string
		Tasks []task
	}
	must(json.NewDecoder(os.Stdin).Decode(&given))
	pem, err := os.ReadFile(given.CA)
	must(err)
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	texts, versions := map[string]map[string]string{}, map[string]string{}
	note := func(tool string, t task, status int, err error) {
		if texts[tool] == nil {
			texts[tool] = map[string]string{}
			versions[tool] = strings.TrimPrefix(runtime.Version(), "go")
		}
		if err != nil {
			texts[tool][t.ID] = err.Error()
		} else {
			texts[tool][t.ID] = strings.TrimSpace(fmt.Sprint("OK ", status))
		}
	}
	for _, t := range given.Tasks {
		if t.CA != given.CA {
			continue
		}
		status, body, err := get(pool, t)
		switch t.Parser {
		case "xml":
			note("Go encoding/xml", t, status, xml.Unmarshal(body, &named{}))
			note("Go encoding/xml(no XMLName)", t, status, xml.Unmarshal(body, &unnamed{}))
		case "json":
			note("encoding/json", t, status, json.Unmarshal(body, &map[string]any{}))
		default:
			note("Go net/http", t, status, err)
		}
	}
	must(json.NewEncoder(os.Stdout).Encode(map[string]any{"versions": versions, "texts": texts}))
}

package hsdsapi

import (
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"
	"strings"
)

//go:embed openapi.json
var document []byte

//go:embed profile/*.json
var profiles embed.FS

// about is what this API is, as HSDS asks.
type about struct {
	Version    string `json:"version"`
	Profile    string `json:"profile"`
	OpenapiURL string `json:"openapi_url"`
}

func (api *API) about(r request) (reply, error) {
	root := api.address(r.Request) + Root
	return reply{document: about{"3.1", root + "profile/", root + "openapi.json"}}, nil
}

// address is how this server is reached.
func (api *API) address(r *http.Request) string {
	if api.Address != "" {
		return strings.TrimSuffix(api.Address, "/")
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

func (api *API) openAPI(request) (reply, error) {
	return reply{document: json.RawMessage(document)}, nil
}

// profileList is the files of the profile: each is a JSON Merge Patch (RFC 7386) for the schema of the same name.
type profileList struct {
	Description string   `json:"description"`
	Patches     []string `json:"patches"`
}

func (api *API) profile(r request) (reply, error) {
	files, err := fs.Glob(profiles, "profile/*.json")
	if err != nil {
		return reply{}, err
	}
	list := profileList{Description: "JSON Merge Patches (RFC 7386), each for the HSDS 3.1 schema of the same name. " +
		"They add fields and change none."}
	for _, file := range files {
		list.Patches = append(list.Patches, api.address(r.Request)+Root+file)
	}
	return reply{document: list}, nil
}

func (api *API) profileFile(r request) (reply, error) {
	body, err := profiles.ReadFile("profile/" + r.PathValue("file"))
	if err != nil {
		return reply{}, noRecord()
	}
	return reply{document: json.RawMessage(body)}, nil
}

package api

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/web/guard"
)

// problemSchema is the name of the form of errors in the description.
const problemSchema = "Problem"

// describeSite says where the routes are, who may ask, and under which licence the program is.
func describeSite(d *huma.OpenAPI) {
	d.Servers = []*huma.Server{{URL: "/", Description: textAPIServer}}
	d.Info.License = &huma.License{Name: "Apache 2.0", Identifier: "Apache-2.0"}
	d.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token": {Type: "http", Scheme: "bearer", Description: textAPIHeader},
		"name":  {Type: "http", Scheme: "basic", Description: textAPIName}}
	d.Security = []map[string][]string{{}, {"token": {}}, {"name": {}}}
}

// describeErrors puts the form that errors have into the description of all operations.
func describeErrors(d *huma.OpenAPI) {
	form := d.Components.Schemas.Schema(problemType, true, problemSchema)
	for _, path := range d.Paths {
		for _, op := range [...]*huma.Operation{path.Get, path.Post} {
			if op == nil {
				continue
			}
			for _, status := range [...]string{"4XX", "default"} {
				op.Responses[status] = &huma.Response{Description: textAPIProblem,
					Content: map[string]*huma.MediaType{guard.ProblemType: {Schema: form}}}
			}
			for status, r := range op.Responses {
				if status == "200" {
					r.Description = textAPIAnswer
				}
				if status == "422" || status == "500" { // huma's own, in a form that is not ours
					delete(op.Responses, status)
				}
			}
		}
	}
	delete(d.Components.Schemas.Map(), "ErrorModel")
	delete(d.Components.Schemas.Map(), "ErrorDetail")
}

module driver

go 1.19

require portal v0.0.0

replace portal => ../../../../snippets/go

"""The catalog: YAML files in, one valid object out. See `loading.load`."""

"""Looks at the built site as Lighthouse, html-validate and axe do: make audit."""

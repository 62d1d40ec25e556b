package org.bigbluebutton.web.controllers

class ApiController {
  def create = {
    if (existing != null) {
      if (fits) {
        respondWithConference(existing, "duplicateWarning", "This conference was already in existence and may currently be in progress.")
      } else {
        invalid("idNotUnique", "A meeting already exists with that meeting ID.  Please use a different meeting ID.")
      }
      return
    }
    violations.each { key, message ->
      invalid(key, message)
    }
  }

  private void invalid(key, msg, redirectResponse = false) {
    render(text: responseBuilder.buildError(key, msg, RESP_CODE_FAILED), contentType: "text/xml")
  }
}

package org.bigbluebutton.api.model.shared;

abstract class WithContentType {
  @ContentTypeConstraint
  private String contentType;
}

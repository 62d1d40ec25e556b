package org.bigbluebutton.api.model.request;

class MeetingInfo extends WithContentType {
  @MeetingIDConstraint
  @MeetingExistsConstraint
  private String meetingID;
}

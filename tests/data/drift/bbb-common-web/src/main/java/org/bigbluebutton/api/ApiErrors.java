package org.bigbluebutton.api;

/** Written for the tests, in the form in which BigBlueButton declares errors. */
class ApiErrors {
  private static final String SUFFIX = "the current meeting.";
  private final java.util.List<String[]> errors = new java.util.ArrayList<>();

  void mismatch() {
    errors.add(new String[] {
        "mismatchCreateTimeParam",
        "The createTime parameter submitted mismatches with " + SUFFIX});
  }

  // errors.add(new String[] {"inAComment", "It does not count"});
}

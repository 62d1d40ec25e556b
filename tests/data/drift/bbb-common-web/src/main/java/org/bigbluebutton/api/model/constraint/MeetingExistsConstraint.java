package org.bigbluebutton.api.model.constraint;

@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MeetingExistsConstraint {

    String key() default "notFound";
    String message() default "A meeting with that ID does not exist";
    Class<?>[] groups() default {};
}

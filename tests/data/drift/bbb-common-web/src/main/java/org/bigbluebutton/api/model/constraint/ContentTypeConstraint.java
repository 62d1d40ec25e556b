package org.bigbluebutton.api.model.constraint;

@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ContentTypeConstraint {

    String key() default "unsupportedContentType";
    String message() default "POST request Content-Type is missing or unsupported";
    Class<?>[] groups() default {};
}

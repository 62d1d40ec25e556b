package org.bigbluebutton.api.model.constraint;

@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Pattern {

    String key() default "validationError";
    String message() default "Value contains invalid characters";
    Class<?>[] groups() default {};
}

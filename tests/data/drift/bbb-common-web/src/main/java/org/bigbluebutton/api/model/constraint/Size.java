package org.bigbluebutton.api.model.constraint;

@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Size {

    String key() default "sizeError";
    String message() default "Field must contain between {min} and {max} characters";
    Class<?>[] groups() default {};
}

package org.bigbluebutton.api.model.constraint;

@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotEmpty {

    String key() default "emptyError";
    String message() default "Field must contain a value";
    Class<?>[] groups() default {};
}

package io.ssouser.app.architecture;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.ssouser.domain.Outcome;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.springframework.core.ResolvableType;

/** That a handler returns what its message is answered with: the sender is given it under that type, unchecked. */
final class AnswersAsAsked extends ArchCondition<JavaMethod> {
    private final Class<?> asked;

    /** @param asked an interface of messages, whose one parameter is the answer */
    AnswersAsAsked(Class<?> asked) {
        super("return what its message says that it is answered with");
        this.asked = asked;
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        Method handler = method.reflect();
        String promised = promised(handler.getParameterTypes()[0]);
        String given = given(handler);
        events.add(new SimpleConditionEvent(
                method,
                given.equals(promised),
                method.getFullName() + " returns " + given + ", where its sender awaits " + promised));
    }

    private String promised(Class<?> message) {
        return ResolvableType.forClass(message).as(asked).getGeneric(0).toString();
    }

    /** Opened, as the sender gets it. */
    private static String given(Method handler) {
        ResolvableType returned = ResolvableType.forMethodReturnType(handler);
        if (returned.resolve() == Outcome.class) {
            return returned.getGeneric(0).toString();
        }
        return handler.getReturnType().isPrimitive()
                ? MethodType.methodType(handler.getReturnType())
                        .wrap()
                        .returnType()
                        .getName()
                : returned.toString();
    }
}

package io.ssouser.api.architecture;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.ssouser.projections.ReadModelQuery;
import java.lang.reflect.Method;
import org.springframework.core.ResolvableType;

/** That a handler returns what its message is answered with: the sender is given it under that type, unchecked. */
final class AnswersAsAsked extends ArchCondition<JavaMethod> {
    AnswersAsAsked() {
        super("return what its message says that it is answered with");
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

    private static String promised(Class<?> message) {
        return ResolvableType.forClass(message)
                .as(ReadModelQuery.class)
                .getGeneric(0)
                .toString();
    }

    private static String given(Method handler) {
        return ResolvableType.forMethodReturnType(handler).toString();
    }
}

# syntax=docker/dockerfile:1
# The service and its tools: docker run … sso-user [serve | verify | replay | copy | keys | help]

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -ntp -pl app -am -DskipTests package
# Libraries change seldom and this program often: layers of their own.
RUN java -Djarmode=tools -jar app/target/sso-user-exec.jar extract --layers --destination /layers

FROM eclipse-temurin:17-jre
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin sso \
    && install -d -o sso -g sso -m 0700 /data \
    && install -d -o sso -g sso /app
USER sso
WORKDIR /app
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/application/ ./
# Records which classes a start needs, so that later ones are quick.
RUN SERVER_PORT=0 SSO_MANAGEMENT_PORT=0 SSO_DATA_DIR=/tmp/record java -XX:ArchiveClassesAtExit=classes.jsa -Xlog:disable \
        -Dspring.context.exit=onRefresh -jar sso-user-exec.jar serve >/dev/null \
    && rm -rf /tmp/record
ENV SSO_DATA_DIR=/data SERVER_PORT=8080
VOLUME /data
EXPOSE 8080
# The image has no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/app/classes.jsa", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/sso-user-exec.jar"]
CMD ["serve"]

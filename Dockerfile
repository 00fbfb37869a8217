FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY . .
RUN ./mvnw -B -q package -Dmaven.test.skip=true \
    && java -Djarmode=tools -jar target/pannier.jar extract --layers --destination target/layers

FROM eclipse-temurin:25-jre
WORKDIR /pannier
# What changes least comes first: a new version of the service sends only the last layer.
COPY --from=build /source/target/layers/dependencies/ ./
COPY --from=build /source/target/layers/snapshot-dependencies/ ./
COPY --from=build /source/target/layers/application/ ./
USER 10001:10001
EXPOSE 8080
# The two first keep the JVM's own warnings of what Netty does out of the log. Jars with adapters of one's own go into
# /pannier/adapters, by a volume or an image on top of this one (docs/bring-your-own-upstream.md).
ENTRYPOINT ["java", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-cp", "pannier.jar:adapters/*", "io.pannier.PannierApplication"]

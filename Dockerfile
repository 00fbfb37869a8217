FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY . .
RUN ./mvnw -B -q package -Dmaven.test.skip=true \
    && java -Djarmode=tools -jar target/pannier.jar extract --layers --destination target/layers \
    && javac -d target/train src/build/Train.java

FROM eclipse-temurin:25-jre
WORKDIR /pannier
# What changes least comes first: a new version of the service sends only the last layers.
COPY --from=build /source/target/layers/dependencies/ ./
COPY --from=build /source/target/layers/snapshot-dependencies/ ./
COPY --from=build /source/target/layers/application/ ./
COPY ops/image/ ./
# With the JVM that will run it, and the jars as they lie here: else what it learns of the service is not used.
RUN --mount=type=bind,from=build,source=/source/target/train,target=/train \
    java -cp /train Train . @java.options
USER 10001:10001
EXPOSE 8080
# Jars with adapters of one's own go into /pannier/adapters, by a volume or an image on top of this one
# (docs/bring-your-own-upstream.md).
ENTRYPOINT ["./start"]

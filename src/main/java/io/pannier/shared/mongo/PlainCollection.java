package io.pannier.shared.mongo;

import com.mongodb.ClientSessionOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import com.mongodb.reactivestreams.client.ClientSession;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.UnreadableDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A collection of documents that their owner writes and reads field by field. Ids are texts and
 * stay so: Spring's templates take those of 24 hexadecimal digits for an {@code ObjectId}, which
 * does not distinguish upper from lower case. Otherwise as {@link VersionedCollection}.
 */
public final class PlainCollection {

  private final Mono<MongoCollection<Document>> collection;
  private final Indexes indexes;
  private final StorageCall call;

  public PlainCollection(
      Mono<MongoCollection<Document>> collection, Indexes indexes, StorageCall call) {
    this.collection = collection;
    this.indexes = indexes;
    this.call = call;
  }

  /**
   * What a query found.
   *
   * @param unreadable ids of documents that are there and cannot be understood
   */
  public record Found<T>(List<T> read, List<String> unreadable) {
    public Found {
      read = List.copyOf(read);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Reads that never see an older state than the reads before them, whichever server answers and
   * whichever collections they read. They share one causally consistent session, if the server has
   * sessions; one without sessions is a single server. The session travels in Reactor's context;
   * the driver wants its reads one after another. Writes are no part of it.
   */
  public static <T> Mono<T> inOneSession(MongoClient client, Mono<T> reads) {
    return Mono.defer(
        () ->
            hasSessions(client.getClusterDescription())
                ? Mono.usingWhen(
                    client.startSession(
                        ClientSessionOptions.builder().causallyConsistent(true).build()),
                    session ->
                        reads.contextWrite(context -> context.put(ClientSession.class, session)),
                    session -> Mono.fromRunnable(session::close))
                : reads);
  }

  /** Reads that go on at the same time as those of a session. */
  public static <T> Mono<T> outsideOfSessions(Mono<T> reads) {
    return reads.contextWrite(context -> context.delete(ClientSession.class));
  }

  /** A cluster that is not known yet is taken to have them. */
  private static boolean hasSessions(ClusterDescription cluster) {
    return cluster.getLogicalSessionTimeoutMinutes() != null
        || cluster.getType() == ClusterType.UNKNOWN;
  }

  /** The document with this id; empty if there is none, or {@link UnreadableDocument}. */
  public <T> Mono<T> find(String id, Bson filter, Function<Document, T> reader, Deadline deadline) {
    return call.read(
            find(Filters.and(Filters.eq("_id", id), filter))
                .flatMap(found -> Mono.from(found.first())),
            deadline)
        .map(
            document -> {
              try {
                return reader.apply(document);
              } catch (RuntimeException reason) {
                throw new UnreadableDocument("the stored " + id, reason);
              }
            });
  }

  /**
   * The documents that a filter lets through, in an order.
   *
   * @param most of them; 0 for all
   */
  public <T> Mono<Found<T>> findAll(
      Bson filter,
      @Nullable Bson order,
      int most,
      Function<Document, T> reader,
      Deadline deadline) {
    return call.read(
            find(filter)
                .flatMapMany(found -> Flux.from(found.sort(order).limit(most)))
                .collectList(),
            deadline)
        .map(found -> read(found, reader));
  }

  private static <T> Found<T> read(List<Document> found, Function<Document, T> reader) {
    List<T> read = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Document document : found) {
      try {
        read.add(reader.apply(document));
      } catch (RuntimeException reason) {
        unreadable.add(document.getString("_id"));
      }
    }
    return new Found<>(read, unreadable);
  }

  private Mono<FindPublisher<Document>> find(Bson filter) {
    return Mono.deferContextual(
        context ->
            indexes
                .required()
                .then(collection)
                .map(
                    documents ->
                        context
                            .<ClientSession>getOrEmpty(ClientSession.class)
                            .map(session -> documents.find(session, filter))
                            .orElseGet(() -> documents.find(filter))));
  }

  /** What a pipeline makes of the documents. */
  public Mono<List<Document>> aggregate(List<Bson> pipeline, Deadline deadline) {
    return call.read(
        Mono.deferContextual(
            context ->
                indexes
                    .required()
                    .then(collection)
                    .flatMapMany(
                        documents ->
                            context
                                .<ClientSession>getOrEmpty(ClientSession.class)
                                .map(session -> documents.aggregate(session, pipeline))
                                .orElseGet(() -> documents.aggregate(pipeline)))
                    .collectList()),
        deadline);
  }

  /** Stores a document, or {@link LostRace} if there is one with its id. */
  public Mono<Void> insert(Document document, Deadline deadline) {
    return call.write(
        indexes
            .required()
            .then(collection)
            .flatMap(documents -> Mono.from(documents.insertOne(document)))
            .then()
            .onErrorMap(StorageCall::isDuplicate, duplicate -> new LostRace()),
        deadline);
  }

  /** Replaces the document that the filter lets through, or {@link LostRace} if there is none. */
  public Mono<Void> replaceIf(Bson filter, Document document, Deadline deadline) {
    return call.write(
        collection
            .flatMap(documents -> Mono.from(documents.replaceOne(filter, document)))
            .flatMap(
                result ->
                    result.getMatchedCount() == 1 ? Mono.empty() : Mono.error(new LostRace())),
        deadline);
  }

  /** The same, or stores it if there is none with its id; {@link LostRace} if there is another. */
  public Mono<Void> replaceOrInsertIf(Bson filter, Document document, Deadline deadline) {
    return call.write(
        collection
            .flatMap(
                documents ->
                    Mono.from(
                        documents.replaceOne(filter, document, new ReplaceOptions().upsert(true))))
            .then()
            .onErrorMap(StorageCall::isDuplicate, duplicate -> new LostRace()),
        deadline);
  }
}

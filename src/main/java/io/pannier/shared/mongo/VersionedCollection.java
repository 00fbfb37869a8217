package io.pannier.shared.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.model.Filters;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.UnreadableDocument;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Mono;

/**
 * A collection that many writers change by compare-and-set: a document is replaced or removed only
 * while one of its fields still has the value that the writer has read. Failures end as {@link
 * StorageCall} says, lost comparisons in {@link LostRace}.
 *
 * @param <D> the form of its documents
 */
public final class VersionedCollection<D> {

  private final ReactiveMongoOperations mongo;
  private final Class<D> form;
  private final String name;
  private final Indexes indexes;
  private final StorageCall call;

  /**
   * A collection.
   *
   * @param form of its documents, which names the collection
   * @param indexes without which nothing is looked up or begun
   */
  public VersionedCollection(
      ReactiveMongoOperations mongo, Class<D> form, Indexes indexes, StorageCall call) {
    this.mongo = mongo;
    this.form = form;
    this.name = mongo.getCollectionName(form);
    this.indexes = indexes;
    this.call = call;
  }

  /**
   * The document with this id, whole; empty if there is none.
   *
   * @param what names it, as in "the stored thing 4711"
   * @param reader apart from the query, since a document that cannot be read is no failure of the
   *     database
   * @return what the reader makes of it, or {@link UnreadableDocument}
   */
  public <T> Mono<T> find(
      String id, String what, BiFunction<Document, MongoConverter, T> reader, Deadline deadline) {
    return find(id, what, reader, deadline, List.of());
  }

  /** The same, to be looked at: these fields of it are not read, so it must not be stored again. */
  public <T> Mono<T> find(
      String id,
      String what,
      BiFunction<Document, MongoConverter, T> reader,
      Deadline deadline,
      List<String> without) {
    Query one = query(where("_id").is(id));
    one.fields().exclude(without.toArray(String[]::new));
    return call.read(indexes.required().then(mongo.findOne(one, Document.class, name)), deadline)
        .map(document -> read(document, what, reader));
  }

  private <T> T read(
      Document document, String what, BiFunction<Document, MongoConverter, T> reader) {
    try {
      return reader.apply(document, mongo.getConverter());
    } catch (RuntimeException reason) {
      throw new UnreadableDocument(what, reason);
    }
  }

  /** The ids of some documents whose field has this value; empty if there is none. */
  public Mono<List<Object>> idsWith(String field, Object value, int most, Deadline deadline) {
    Query some = query(where(field).is(value)).limit(most);
    some.fields().include("_id");
    return call.read(
            indexes
                .required()
                .thenMany(mongo.find(some, Document.class, name))
                .map(document -> document.get("_id"))
                .collectList(),
            deadline)
        .filter(ids -> !ids.isEmpty());
  }

  /** Stores a document, or {@link LostRace} if there is one with its id. */
  public Mono<Void> insert(D document, Deadline deadline) {
    return call.write(
        indexes
            .required()
            .then(mongo.insert(document))
            .then()
            .onErrorMap(StorageCall::isDuplicate, duplicate -> new LostRace()),
        deadline);
  }

  /** Replaces the document with this id if the field has the expected value. */
  public Mono<Void> replaceIf(
      String id, String field, Object expected, D document, Deadline deadline) {
    return call.write(
        mongo
            .replace(compared(id, field, expected), document)
            .flatMap(result -> won(result.getMatchedCount())),
        deadline);
  }

  /** Removes the document with this id if the field has the expected value. */
  public Mono<Void> removeIf(String id, String field, Object expected, Deadline deadline) {
    return call.write(
        mongo
            .remove(compared(id, field, expected), form)
            .flatMap(result -> won(result.getDeletedCount())),
        deadline);
  }

  /** Removes the document with this id, whatever it holds; there may be none. */
  public Mono<Void> remove(String id, Deadline deadline) {
    return call.write(mongo.remove(query(where("_id").is(id)), form).then(), deadline);
  }

  /**
   * Removes the documents whose field has one of these values. The values are taken as they are
   * stored: the template would take some texts for an {@code ObjectId}.
   */
  public Mono<Void> removeWith(String field, Collection<?> values, Deadline deadline) {
    return call.write(
        mongo
            .getCollection(name)
            .flatMap(documents -> Mono.from(documents.deleteMany(Filters.in(field, values))))
            .then(),
        deadline);
  }

  private static Mono<Void> won(long documents) {
    return documents == 1 ? Mono.empty() : Mono.error(new LostRace());
  }

  private static Query compared(String id, String field, Object expected) {
    return query(where("_id").is(id).and(field).is(expected));
  }
}

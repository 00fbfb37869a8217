package io.pannier.shared.storage;

/**
 * A stored document is not what this service writes: a defect, or the work of a newer release.
 * Names the document and where reading it ended, and nothing of what it holds.
 */
public final class UnreadableDocument extends RuntimeException {

  /**
   * Of the reason only the kind and the place are kept: its message may quote the document.
   *
   * @param document as in "the stored thing 4711"
   */
  public UnreadableDocument(String document, Throwable reason) {
    super(document + " cannot be read: " + root(reason).getClass().getSimpleName());
    setStackTrace(root(reason).getStackTrace());
  }

  private static Throwable root(Throwable reason) {
    Throwable root = reason;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}

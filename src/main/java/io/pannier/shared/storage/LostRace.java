package io.pannier.shared.storage;

/** Another writer was faster: nothing was changed, and trying again is safe. */
public final class LostRace extends RuntimeException {

  public LostRace() {
    super("another writer was faster", null, false, false);
  }
}

package io.pannier.shared.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Currency;

/** An amount of money, never negative, with exactly the decimals of its currency (ISO 4217). */
public record Money(BigDecimal amount, Currency currency) {

  public Money {
    int decimals = currency.getDefaultFractionDigits();
    if (decimals < 0) {
      throw new InvalidValueException(currency + " is not a currency that things are sold in");
    }
    if (amount.scale() != decimals) {
      throw new InvalidValueException(currency + " has " + decimals + " decimals");
    }
    if (amount.signum() < 0) {
      throw new InvalidValueException("an amount of money cannot be negative");
    }
  }

  /** From minor units: 999 and USD give 9.99. */
  public static Money ofMinor(BigInteger minorUnits, Currency currency) {
    return new Money(
        new BigDecimal(minorUnits, Math.max(0, currency.getDefaultFractionDigits())), currency);
  }

  public static Money zero(Currency currency) {
    return ofMinor(BigInteger.ZERO, currency);
  }

  /**
   * The sum of both.
   *
   * @throws InvalidValueException if the currencies differ
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new InvalidValueException(currency + " and " + other.currency + " do not add up");
    }
    return new Money(amount.add(other.amount), currency);
  }

  /** This amount, this many times, rounded half-even to the currency's decimals. */
  public Money times(int factor) {
    BigDecimal product = amount.multiply(BigDecimal.valueOf(factor));
    return new Money(product.setScale(amount.scale(), RoundingMode.HALF_EVEN), currency);
  }
}

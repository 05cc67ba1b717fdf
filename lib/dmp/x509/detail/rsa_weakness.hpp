#pragma once

#include <vector>

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

/// Residue is a number modulo a small prime.
struct Residue {
  unsigned prime;
  unsigned value;
};

/// small_residues returns the number modulo every odd prime below 1024, ascending.
std::vector<Residue> small_residues(const BIGNUM* number);

/// has_small_factor tells whether one of the primes divides the number.
bool has_small_factor(const std::vector<Residue>& residues);

/// is_roca recognises the moduli of Infineon's library (Nemec, Sys, Svenda, Klinec, Matyas: "The
/// Return of Coppersmith's Attack", 2017), whose primes are k·M + (65537^a mod M), M being the
/// product of the first primes, 2 to 167 at least. Such a modulus is a power of 65537 modulo M:
/// for each prime up to 167 it is in the subgroup that 65537 generates, which alone would accuse
/// one ordinary key in 2^27.8, and one and the same exponent fits them all, which leaves one in
/// 2^154.
bool is_roca(const std::vector<Residue>& residues);

/// has_close_factors tells whether Fermat's method factors an odd number within so many steps.
bool has_close_factors(const BIGNUM* number, int steps);

}  // namespace dmp::x509::detail

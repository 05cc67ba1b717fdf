#!/usr/bin/python3
"""Makes private keys with a known weakness, for tests of what recognises them. Standard library only.

  weak-keys KIND [--bits N] [--distance D] [--exponent E] > key.pem
  weak-keys blacklist KEY… > list                        as Debian's package openssl-blacklist has it

roca    primes k*M + (65537^a mod M), M the product of the first primes: as many as the size of the key calls
        for (Nemec et al., "The Return of Coppersmith's Attack", table 1)
close   the second prime is the first one after p + 2^D
factor  one of the primes is 1009
even    one of the primes is 2; such a key cannot sign
composite  what should be the first prime is the product of two; all numbers fit, and such a key cannot sign
lopsided   the first prime is 48 bits longer than the second
plain   no weakness but the exponent, where one is given
The PEM is PKCS#1, made by `openssl asn1parse -genconf`. Keys are random, unless DMP_WEAK_KEYS_SEED is set.
"""
import argparse
import ctypes
import hashlib
import math
import os
import random
import subprocess
import sys
import tempfile

GENERATOR = 65537
# Size of the key from which on so many first primes make M.
PRIMES_IN_M = ((3968, 225), (1984, 126), (992, 71), (512, 39))

crypto = ctypes.CDLL("libcrypto.so.3")
rng = random.Random(os.environ["DMP_WEAK_KEYS_SEED"]) if "DMP_WEAK_KEYS_SEED" in os.environ else random.SystemRandom()


def first_primes(count):
    found = []
    n = 2
    while len(found) < count:
        if all(n % p for p in found if p * p <= n):
            found.append(n)
        n += 1
    return found


def is_prime(n):
    """OpenSSL's judgement: in Python it would take ten times as long."""
    number = ctypes.c_void_p()
    crypto.BN_hex2bn(ctypes.byref(number), b"%x" % n)
    verdict = crypto.BN_check_prime(number, None, None)
    crypto.BN_free(number)
    return verdict == 1


def fits(p):
    return math.gcd(p - 1, GENERATOR) == 1 and is_prime(p)


def next_prime(n):
    n |= 1
    while not fits(n):
        n += 2
    return n


def random_prime(bits):
    """With its two highest bits set, so that a product of two has twice the bits."""
    return next_prime(rng.getrandbits(bits) | 3 << (bits - 2))


def roca_prime(bits, key_bits):
    product = math.prod(first_primes(next(count for least, count in PRIMES_IN_M if key_bits >= least)))
    least, most = (3 << (bits - 2)) // product + 1, (1 << bits) // product - 1
    while True:
        p = rng.randint(least, most) * product + pow(GENERATOR, rng.getrandbits(256), product)
        if fits(p):
            return p


def primes_of(kind, bits, distance):
    half = bits // 2
    if kind == "roca":
        return roca_prime(half, bits), roca_prime(half, bits)
    if kind == "close":
        p = random_prime(half)
        return p, next_prime(p + (1 << distance))
    if kind == "plain":
        return random_prime(half), random_prime(half)
    if kind == "composite":
        return random_prime(half // 2) * random_prime(half // 2), random_prime(half)
    if kind == "lopsided":
        return random_prime(half + 24), random_prime(half - 24)
    small = 1009 if kind == "factor" else 2
    p = random_prime(bits - math.ceil(math.log2(small)))
    return p, small


def numbers_of(kind, bits, distance):
    """Two whose product has as many bits as were asked for: that of three primes is one short in 5 of 100 keys."""
    while True:
        p, q = primes_of(kind, bits, distance)
        if (p * q).bit_length() == bits:
            return p, q


def private_key_pem(p, q, e):
    """RSAPrivateKey (RFC 8017 A.1.2). Where there is no private exponent, 1 stands for it."""
    phi = (p - 1) * (q - 1)
    d = pow(e, -1, phi) if math.gcd(e, phi) == 1 else 1
    numbers = [0, p * q, e, d, p, q, d % (p - 1), d % (q - 1) if q > 2 else 1, pow(q, -1, p)]
    lines = ["asn1=SEQUENCE:key", "[key]"] + [f"n{i}=INTEGER:0x{n:x}" for i, n in enumerate(numbers)]
    with tempfile.TemporaryDirectory() as folder:
        config, der = folder + "/key.cnf", folder + "/key.der"
        with open(config, "w", encoding="ascii") as out:
            out.write("\n".join(lines) + "\n")
        subprocess.run(["openssl", "asn1parse", "-genconf", config, "-noout", "-out", der], check=True)
        return subprocess.run(["openssl", "base64", "-in", der], check=True, capture_output=True, text=True).stdout


def blacklist(paths):
    print("# the last 20 digits of SHA-1 over what openssl rsa -modulus prints")
    for path in paths:
        said = subprocess.run(["openssl", "rsa", "-noout", "-modulus", "-in", path], check=True, capture_output=True)
        print(hashlib.sha1(said.stdout).hexdigest()[20:])


def main():
    if sys.argv[1:2] == ["blacklist"]:
        blacklist(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("kind", choices=("roca", "close", "factor", "even", "composite", "lopsided", "plain"))
    parser.add_argument("--bits", type=int, default=2048)
    parser.add_argument("--distance", type=int, default=256, metavar="D")
    parser.add_argument("--exponent", type=int, default=GENERATOR, metavar="E")
    options = parser.parse_args()
    p, q = numbers_of(options.kind, options.bits, options.distance)
    body = private_key_pem(p, q, options.exponent)
    sys.stdout.write(f"-----BEGIN RSA PRIVATE KEY-----\n{body}-----END RSA PRIVATE KEY-----\n")


if __name__ == "__main__":
    main()

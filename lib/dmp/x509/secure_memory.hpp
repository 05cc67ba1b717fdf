#pragma once

#include <cstddef>

namespace dmp::x509 {

/// Bytes of the secure heap. 16 KiB are enough for a thread that makes an RSA key of 4096 bits and
/// writes its PEM (8 KiB of 2048 bits), and a key that is held takes up to 2.5 KiB. So this is room
/// for 128 threads with six keys each waiting; and it is half of the 8 MiB that Linux lets any
/// process lock. A key that finds no room is an error (KEY-GENERATION, KEY-UNREADABLE), never a key
/// elsewhere.
inline constexpr std::size_t kSecureHeapBytes = std::size_t{4} * 1024 * 1024;

/// use_secure_heap has OpenSSL keep the private numbers of all keys in memory of their own: locked
/// against swapping, left out of core files, between guard pages. Where the kernel refuses to lock
/// so much (RLIMIT_MEMLOCK), the rest still holds. It concerns the whole process, which may have
/// such a heap already. The library calls it before it generates or reads a key; once. Returns
/// whether there is such a heap.
bool use_secure_heap();

/// use_secure_memory is use_secure_heap, and more: from then on all that OpenSSL frees is
/// overwritten, keys in DER above all, which its decoders leave behind; with GnuTLS's generator,
/// also what its arithmetic (GMP) frees. What GnuTLS's own encoder of DER (libtasn1) frees is out
/// of reach: about one key in fifteen that it made left a copy of a prime in memory. A program
/// calls it once, first thing, before it uses OpenSSL and before it has threads, since OpenSSL
/// takes other functions for its memory only then: the library cannot do so by itself.
bool use_secure_memory();

/// secure_memory_used is how many bytes of that heap are taken; 0 where there is none.
std::size_t secure_memory_used();

}  // namespace dmp::x509

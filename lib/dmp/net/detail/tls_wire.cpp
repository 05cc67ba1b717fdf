#include "dmp/net/detail/tls_wire.hpp"

#include <array>

namespace dmp::net::detail {

TlsWire::TlsWire(SSL_CTX* context, const Wire& wire)
    : wire_(wire), tls_(context != nullptr ? SSL_new(context) : nullptr) {
  auto* in = BIO_new(BIO_s_mem());
  auto* out = BIO_new(BIO_s_mem());
  if (!tls_ || in == nullptr || out == nullptr) {
    BIO_free(in);
    BIO_free(out);
    tls_.reset();
    return;
  }
  SSL_set_bio(tls_.get(), in, out);  // which owns them from now on
}

Status TlsWire::flush() {
  std::array<std::uint8_t, 4096> part{};
  auto* from = SSL_get_wbio(tls_.get());
  for (int size = BIO_read(from, part.data(), static_cast<int>(part.size())); size > 0;
       size = BIO_read(from, part.data(), static_cast<int>(part.size()))) {
    if (auto sent = wire_.send(ByteView(part).first(static_cast<std::size_t>(size))); !sent) {
      return sent;
    }
  }
  return {};
}

Result<bool> TlsWire::drive(const std::function<int(SSL*)>& act,
                            const std::function<bool()>& is_enough) {
  // More than any handshake: one that never ends is none.
  constexpr std::size_t kLongest = std::size_t{1024} * 1024;
  while (true) {
    ERR_clear_error();  // SSL_get_error looks at it.
    const int result = act(tls_.get());
    const int reason = SSL_get_error(tls_.get(), result);
    if (result > 0 || (is_enough && is_enough())) {
      (void)flush();
      return true;
    }
    if (reason != SSL_ERROR_WANT_READ) {
      (void)flush();  // an alert, for politeness
      return false;
    }
    if (auto sent = flush(); !sent) {
      return fail(std::move(sent.error()));
    }
    const auto part = wire_.receive();
    if (!part) {
      return fail(part.error());
    }
    taken_ += part->size();
    if (part->empty() || taken_ > kLongest) {
      return false;
    }
    BIO_write(SSL_get_rbio(tls_.get()), part->data(), static_cast<int>(part->size()));
  }
}

}  // namespace dmp::net::detail

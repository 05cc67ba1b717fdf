#include <cstddef>
#include <cstdint>

#include "dmp/card/cpx.hpp"
#include "dmp/base/secret.hpp"

// A card that says whatever comes: the input is cut into its answers, each with its length in
// front.
namespace {

using namespace dmp;

class Babbler final : public card::Transport {
 public:
  explicit Babbler(ByteView words) : words_(words) {}

  [[nodiscard]] const std::string& reader() const override { return reader_; }
  [[nodiscard]] const Bytes& atr() const override { return atr_; }
  [[nodiscard]] bool sends_le() const override { return false; }
  Result<bool> begin() override { return false; }
  void end(card::After) noexcept override {}
  Result<Bytes> transmit(ByteView) override { return next(); }
  bool has_pinpad() override { return false; }
  Result<Bytes> verify_at_pinpad(ByteView, card::PinLength) override { return next(); }

 private:
  Result<Bytes> next() {
    if (words_.size() < 3) {
      return fail(ErrorKind::environment, "CARD-REMOVED");
    }
    // The transport's promise: two bytes at least.
    const auto size = std::min<std::size_t>(words_.front() + 2U, words_.size() - 1);
    const auto answer = words_.subspan(1, size);
    words_ = words_.subspan(1 + size);
    return Bytes(answer.begin(), answer.end());
  }

  ByteView words_;
  std::string reader_ = "fuzz";
  Bytes atr_ = from_hex("3BAC00402A001225006480000310009000");
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto held = card::open_card(std::make_unique<Babbler>(ByteView(data, size)), {});
  if (held) {
    (void)(*held)->pin_state();
    const Secret pin(as_bytes("1234"));
    (void)(*held)->verify_pin(&pin, true);
    (void)(*held)->sign(as_bytes("message"));
  }
  return 0;
}

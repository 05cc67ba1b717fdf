// The loops that tests/bench/expiry.py sets beside dmpcert: expiry-loops read|openssl THREADS FOLDER.
// Each prints how many files it went over; `openssl` also reads each certificate's end.
#include <fcntl.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace {

std::vector<std::string> files_in(const char* folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files.push_back(entry.path().string());
    }
  }
  return files;
}

bool read_one(const std::string& path) {
  thread_local std::vector<char> buffer(65536);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool fine = descriptor >= 0 && ::read(descriptor, buffer.data(), buffer.size()) > 0;
  ::close(descriptor);
  return fine;
}

bool parse_one(const std::string& path) {
  BIO* file = BIO_new_file(path.c_str(), "r");
  if (file == nullptr) {
    return false;
  }
  X509* x509 = PEM_read_bio_X509(file, nullptr, nullptr, nullptr);
  BIO_free(file);
  const bool fine = x509 != nullptr && X509_get0_notAfter(x509) != nullptr;
  X509_free(x509);
  return fine;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    return 2;
  }
  const auto files = files_in(argv[3]);
  const bool parse = std::string(argv[1]) == "openssl";
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> fine = 0;
  const auto work = [&] {
    for (auto i = next++; i < files.size(); i = next++) {
      fine += (parse ? parse_one(files[i]) : read_one(files[i])) ? 1U : 0U;
    }
  };
  std::vector<std::jthread> threads;
  for (long i = 1; i < std::strtol(argv[2], nullptr, 10); ++i) {
    threads.emplace_back(work);
  }
  work();
  threads.clear();
  std::printf("%zu\n", fine.load());
  return fine == files.size() ? 0 : 1;
}

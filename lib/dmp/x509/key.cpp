#include "dmp/x509/chain.hpp"
#include "dmp/x509/container.hpp"
#include "dmp/x509/request.hpp"
#include "dmp/x509/digest.hpp"

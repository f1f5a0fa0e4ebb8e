#!/usr/bin/env bash
# docs/shop/index.md [helm] up to check_pods: productpage-v1 READY: expected 2/2, got 1/2
# clusters: embedded, the cheapest that has everything
# versions: kubectl v1.34.4
# Run it in an empty directory: commands may write files. It goes on after a command that fails.

export CTX_CLUSTER1=${CTX_CLUSTER1-kwok-fleet-1}
say() { printf '\n== %s\n' "$1"; }

say 'docs/shop/index.md:12 apply'
# asks 'Proceed? (y/N)': answer 'y'
kubectl apply -f shop.yaml

say 'docs/shop/index.md:12 apply'
# not run: unsupported here
# cat <<EOF
# x
# EOF

say 'docs/shop/index.md:42 check_pods'
kubectl wait --for=condition=Ready pod --all -n shop

say 'docs/shop/index.md:43 check_pods'
# failed: productpage-v1 READY: expected 2/2, got 1/2
kubectl get pods -n shop --context="kwok-fleet-1"
